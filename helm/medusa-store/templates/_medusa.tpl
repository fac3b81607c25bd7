{{- define "medusa.name" -}}
{{ .root.Release.Name }}-{{ .part }}
{{- end -}}

{{/*
A StatefulSet's pods carry its name and a revision of 10 digits in one label of at most 63 characters, so its
own name may have 52. It is cut, not hashed: a store has its namespace to itself. Service and Secret keep their full name.
*/}}
{{- define "medusa.databaseName" -}}
{{ .Release.Name | trunc 43 | trimSuffix "-" }}-postgres
{{- end -}}

{{/* What Medusa needs to know, in the server and in the set-up alike. The admin's login is not in it. */}}
{{- define "medusa.env" -}}
{{- $database := include "medusa.name" (dict "root" . "part" "postgres") -}}
{{- $secret := include "medusa.name" (dict "root" . "part" "medusa") -}}
- name: STORE_ID
  value: {{ .Release.Name | quote }}
- name: STORE_URL
  value: {{ include "weaver.url" . | quote }}
- name: STORE_HOSTS
  value: {{ include "weaver.hosts" . | quote }}
- name: PGHOST
  value: {{ $database }}
- name: PGPORT
  value: "5432"
{{ include "weaver.secretEnv" (dict "name" "PGDATABASE" "secret" $database "key" "POSTGRES_DB") }}
{{ include "weaver.secretEnv" (dict "name" "PGUSER" "secret" $database "key" "POSTGRES_USER") }}
{{ include "weaver.secretEnv" (dict "name" "PGPASSWORD" "secret" $database "key" "POSTGRES_PASSWORD") }}
{{ include "weaver.secretEnv" (dict "name" "JWT_SECRET" "secret" $secret "key" "jwt-secret") }}
{{ include "weaver.secretEnv" (dict "name" "COOKIE_SECRET" "secret" $secret "key" "cookie-secret") }}
{{- end -}}

{{/* The Job's pod: a template of its own, because the Job is named after its digest. */}}
{{- define "medusa.setupPod" -}}
{{- $setup := include "weaver.part" (dict "root" . "part" "setup") | fromYaml -}}
{{- $secret := include "medusa.name" (dict "root" . "part" "medusa") -}}
metadata:
  labels:
    {{- include "weaver.podLabels" (dict "root" . "component" "setup") | nindent 4 }}
  annotations:
    storeweaver.io/attempt: {{ .Values.setup.attempt | toString | quote }}
{{- with .Values.secrets.revision }}
    storeweaver.io/secrets-revision: {{ . | toJson }}
{{- end }}
spec:
  {{- include "weaver.podSpec" (dict "root" . "uid" 1000) | nindent 2 }}
  restartPolicy: Never
  containers:
    - name: setup
      {{- include "weaver.image" (dict "root" . "image" "app") | nindent 6 }}
      args: [setup]
      {{- include "weaver.containerSecurity" . | nindent 6 }}
      env:
        {{- include "medusa.env" . | nindent 8 }}
        - name: NODE_OPTIONS
          value: --max-old-space-size={{ $setup.heapMiB }}
        - name: STORE_NAME
          value: {{ include "weaver.userText" .Values.store.name }}
        - name: STORE_CURRENCY
          value: {{ .Values.store.currency | lower | quote }}
        - name: STORE_COUNTRY
          value: {{ .Values.store.country | lower | splitList ":" | first | quote }}
        {{- include "weaver.secretEnv" (dict "name" "ADMIN_EMAIL" "secret" $secret "key" "admin-email") | nindent 8 }}
        {{- include "weaver.secretEnv" (dict "name" "ADMIN_PASSWORD" "secret" $secret "key" "admin-password") | nindent 8 }}
        {{- include "weaver.secretEnv" (dict "name" "PUBLISHABLE_KEY" "secret" $secret "key" "publishable-key") | nindent 8 }}
      resources:
        {{- toYaml $setup.resources | nindent 8 }}
      # No volume but scratch: the set-up works in the database, so it never waits for the app's disk.
      volumeMounts:
        - name: scratch
          mountPath: /tmp
  volumes:
    - name: scratch
      emptyDir:
        sizeLimit: 128Mi
{{- end -}}
