{{/* What PHP needs to know, in the app and in the set-up alike. The admin's login is not in it: only the set-up gets that. */}}
{{- define "store.env" -}}
- name: STORE_ID
  value: {{ .Release.Name | quote }}
- name: STORE_URL
  value: {{ include "weaver.url" . | quote }}
- name: STORE_HOSTS
  value: {{ include "weaver.hosts" . | quote }}
- name: WORDPRESS_DB_HOST
  value: mysql:3306
{{ include "weaver.secretEnv" (dict "name" "WORDPRESS_DB_NAME" "secret" "mysql-secret" "key" "MYSQL_DATABASE") }}
{{ include "weaver.secretEnv" (dict "name" "WORDPRESS_DB_USER" "secret" "mysql-secret" "key" "MYSQL_USER") }}
{{ include "weaver.secretEnv" (dict "name" "WORDPRESS_DB_PASSWORD" "secret" "mysql-secret" "key" "MYSQL_PASSWORD") }}
{{ include "weaver.secretEnv" (dict "name" "WORDPRESS_SECRET" "secret" "wordpress-secret" "key" "auth-secret") }}
- name: EXTERNAL_HTTP
  value: {{ .Values.wordpress.externalHttp | quote }}
{{- end -}}

{{- define "store.mounts" -}}
- name: files
  mountPath: /var/www/html/wp-content/uploads
- name: scratch
  mountPath: /tmp
  subPath: tmp
- name: scratch
  mountPath: /run/wp
  subPath: run
{{- end -}}

{{/* The Job's pod: a template of its own, because the Job is named after its digest. */}}
{{- define "store.setupPod" -}}
{{- $setup := include "weaver.part" (dict "root" . "part" "setup") | fromYaml -}}
metadata:
  labels:
    {{- include "weaver.podLabels" (dict "root" . "component" "setup") | nindent 4 }}
  annotations:
    storeweaver.io/attempt: {{ .Values.setup.attempt | toString | quote }}
{{- with .Values.secrets.revision }}
    storeweaver.io/secrets-revision: {{ . | toJson }}
{{- end }}
spec:
  {{- include "weaver.podSpec" (dict "root" . "uid" 33) | nindent 2 }}
  restartPolicy: Never
  containers:
    - name: setup
      {{- include "weaver.image" (dict "root" . "image" "app") | nindent 6 }}
      args: [setup]
      {{- include "weaver.containerSecurity" . | nindent 6 }}
      env:
        {{- include "store.env" . | nindent 8 }}
        - name: STORE_NAME
          value: {{ include "weaver.userText" .Values.store.name }}
        - name: STORE_CURRENCY
          value: {{ .Values.store.currency | upper | quote }}
        - name: STORE_COUNTRY
          value: {{ .Values.store.country | upper | quote }}
        {{- include "weaver.secretEnv" (dict "name" "ADMIN_USERNAME" "secret" "wordpress-secret" "key" "admin-username") | nindent 8 }}
        {{- include "weaver.secretEnv" (dict "name" "ADMIN_PASSWORD" "secret" "wordpress-secret" "key" "admin-password") | nindent 8 }}
        {{- include "weaver.secretEnv" (dict "name" "ADMIN_EMAIL" "secret" "wordpress-secret" "key" "admin-email") | nindent 8 }}
      resources:
        {{- toYaml $setup.resources | nindent 8 }}
      # No volume but scratch: the set-up works in the database, so it never waits for the app's disk.
      volumeMounts:
        - name: scratch
          mountPath: /tmp
          subPath: tmp
        - name: scratch
          mountPath: /run/wp
          subPath: run
  volumes:
    - name: scratch
      emptyDir:
        sizeLimit: 64Mi
{{- end -}}

{{- define "store.listProducts" -}}
httpGet:
  path: /wp-json/storeweaver/v1/ready
  port: http
{{- if eq .Values.access "ingress" }}
  httpHeaders:
    - name: Host
      value: {{ include "weaver.host" . | quote }}
{{- end }}
{{- end -}}
