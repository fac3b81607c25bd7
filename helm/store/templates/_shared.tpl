{{/*
Parts that every store chart shares. The file is the same, byte for byte, in each chart (a test compares them):
a chart must be installable from its own folder alone, so there is no library chart to fetch.
*/}}

{{/* Refuses what the schema cannot see, in a sentence. */}}
{{- define "weaver.check" -}}
{{- if not (regexMatch "^[a-z]([-a-z0-9]*[a-z0-9])?$" .Release.Name) -}}
{{- fail (printf "the release name %q must start with a letter, because Services are named after it; choose another name" .Release.Name) -}}
{{- end -}}
{{- if gt (len .Release.Name) 47 -}}
{{- fail (printf "the release name %q has %d characters; the longest that fits all object names is 47" .Release.Name (len .Release.Name)) -}}
{{- end -}}
{{- with .Values.store.id -}}
{{- if ne . $.Release.Name -}}
{{- fail (printf "store.id %q must equal the release name %q, because objects are found by it; leave store.id empty or correct it" . $.Release.Name) -}}
{{- end -}}
{{- end -}}
{{- if and (eq .Values.access "nodeport") .Values.gateway.enabled -}}
{{- fail "access: nodeport and gateway.enabled: true exclude each other; choose one way in" -}}
{{- end -}}
{{- if and .Values.gateway.enabled (not .Values.gateway.parentRef.name) -}}
{{- fail "gateway.enabled needs gateway.parentRef.name, the Gateway that routes to this store" -}}
{{- end -}}
{{- end -}}

{{/* Selector labels: never more than these three, because selectors cannot be changed later. */}}
{{- define "weaver.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* Pod labels carry no chart version, so that a new chart without changes for a pod does not restart it. */}}
{{- define "weaver.podLabels" -}}
{{ include "weaver.selector" . }}
app.kubernetes.io/part-of: storeweaver
storeweaver.io/store: {{ .root.Release.Name | quote }}
{{- end -}}

{{- define "weaver.labels" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: storeweaver
app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
storeweaver.io/store: {{ .root.Release.Name | quote }}
{{- end -}}

{{- define "weaver.podAnnotations" -}}
{{- with .Values.secrets.revision -}}
annotations:
  storeweaver.io/secrets-revision: {{ . | toJson }}
{{- end -}}
{{- end -}}

{{/* One part of the chosen plan, with the overrides for that part laid over it. */}}
{{- define "weaver.part" -}}
{{- $plan := index .root.Values.plans .root.Values.plan -}}
{{- $part := deepCopy (index $plan .part) -}}
{{- $override := index .root.Values.overrides .part | default dict -}}
{{- mergeOverwrite $part (deepCopy $override) | toYaml -}}
{{- end -}}

{{- define "weaver.image" -}}
{{- $image := index .root.Values.images .image -}}
{{- if $image.digest -}}
image: {{ printf "%s@%s" $image.repository $image.digest }}
{{- else -}}
image: {{ printf "%s:%s" $image.repository $image.tag }}
{{- end }}
imagePullPolicy: {{ .root.Values.images.pullPolicy }}
{{- end -}}

{{/* What Pod Security "restricted" asks of a pod. Every container adds weaver.containerSecurity. */}}
{{- define "weaver.podSpec" -}}
serviceAccountName: {{ .root.Release.Name | quote }}
automountServiceAccountToken: false
# Service links would define MEDUSA_PORT=tcp://… and the like, which the programs inside read as settings.
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .uid }}
  runAsGroup: {{ .uid }}
  fsGroup: {{ .uid }}
  # "Always" would chmod a database folder at each mount, and PostgreSQL refuses a folder that its group may write.
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .root.Values.images.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . | quote }}
{{- end }}
{{- end }}
{{- with .root.Values.scheduling.priorityClassName }}
priorityClassName: {{ . | quote }}
{{- end }}
{{- with .root.Values.scheduling.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.scheduling.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "weaver.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{/* Text written by a user, as an environment value: the kubelet would expand $(NAME) in it, and so leak other variables. */}}
{{- define "weaver.userText" -}}
{{- . | toString | replace "$" "$$" | toJson -}}
{{- end -}}

{{- define "weaver.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret | quote }}
      key: {{ .key }}
{{- end -}}

{{- define "weaver.replicas" -}}
{{- if .root.Values.suspended -}}0{{- else -}}{{ .count | default 1 }}{{- end -}}
{{- end -}}

{{/* A start is watched every second for at most ten minutes; afterwards probes are rare, because they cost CPU in every store. */}}
{{- define "weaver.startTiming" -}}
periodSeconds: 1
timeoutSeconds: 10
failureThreshold: 600
{{- end -}}
{{- define "weaver.readyTiming" -}}
periodSeconds: 10
timeoutSeconds: 5
failureThreshold: 3
{{- end -}}
{{- define "weaver.liveTiming" -}}
periodSeconds: 20
timeoutSeconds: 10
failureThreshold: 6
{{- end -}}

{{/* The endpoint controller needs a moment to take a leaving pod out; until then it goes on answering. */}}
{{- define "weaver.drain" -}}
lifecycle:
  preStop:
    exec:
      command: [sleep, "3"]
{{- end -}}

{{- define "weaver.claim" -}}
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {{ .name }}
  labels:
    {{- include "weaver.labels" . | nindent 4 }}
{{- if .root.Values.storage.keepOnUninstall }}
  annotations:
    helm.sh/resource-policy: keep
{{- end }}
spec:
  accessModes: [ReadWriteOnce]
{{- with .root.Values.storage.className }}
  storageClassName: {{ . | quote }}
{{- end }}
  resources:
    requests:
      storage: {{ .size }}
{{- end -}}

{{- define "weaver.host" -}}
{{- .Values.ingress.host | default (printf "%s.localhost" .Release.Name) -}}
{{- end -}}

{{/* Every host name under which visitors may come; empty where only the node's address is known. */}}
{{- define "weaver.hosts" -}}
{{- if eq .Values.access "ingress" -}}
{{- include "weaver.host" . -}}{{- with .Values.ingress.customDomain -}},{{ . }}{{- end -}}
{{- end -}}
{{- end -}}

{{- define "weaver.url" -}}
{{- if eq .Values.access "ingress" -}}
{{- ternary "https" "http" .Values.ingress.tls.enabled }}://{{ include "weaver.host" . -}}
{{- end -}}
{{- end -}}

{{/* Ingress or HTTPRoute for a list of {path, service, port}; the longest path comes first. */}}
{{- define "weaver.entrance" -}}
{{- $root := .root -}}
{{- $hosts := splitList "," (include "weaver.hosts" $root) -}}
{{- if $root.Values.gateway.enabled -}}
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: {{ .name }}
  labels:
    {{- include "weaver.labels" . | nindent 4 }}
spec:
  parentRefs:
    - name: {{ $root.Values.gateway.parentRef.name | quote }}
{{- with $root.Values.gateway.parentRef.namespace }}
      namespace: {{ . | quote }}
{{- end }}
{{- with $root.Values.gateway.parentRef.sectionName }}
      sectionName: {{ . | quote }}
{{- end }}
  hostnames:
{{- range $hosts }}
    - {{ . | quote }}
{{- end }}
  rules:
{{- range .paths }}
    - matches:
        - path:
            type: PathPrefix
            value: {{ .path }}
      backendRefs:
        - name: {{ .service }}
          port: {{ .port }}
{{- end }}
{{- else -}}
{{- $paths := .paths -}}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: {{ .name }}
  labels:
    {{- include "weaver.labels" . | nindent 4 }}
{{- $annotations := deepCopy $root.Values.ingress.annotations }}
{{- if and $root.Values.ingress.tls.enabled $root.Values.ingress.tls.clusterIssuer }}
{{- $_ := set $annotations "cert-manager.io/cluster-issuer" $root.Values.ingress.tls.clusterIssuer }}
{{- end }}
{{- with $annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
{{- end }}
spec:
{{- with $root.Values.ingress.className }}
  ingressClassName: {{ . | quote }}
{{- end }}
{{- if $root.Values.ingress.tls.enabled }}
  # One certificate per name: a custom domain that does not point here yet must not hold up the other.
  tls:
{{- $secretName := $root.Values.ingress.tls.secretName | default (printf "%s-tls" $root.Release.Name) }}
{{- range $i, $host := $hosts }}
    - hosts: [{{ $host | quote }}]
      secretName: {{ ternary $secretName (printf "%s-custom" $secretName) (eq $i 0) | quote }}
{{- end }}
{{- end }}
  rules:
{{- range $host := $hosts }}
    - host: {{ $host | quote }}
      http:
        paths:
{{- range $paths }}
          - path: {{ .path }}
            pathType: Prefix
            backend:
              service:
                name: {{ .service }}
                port:
                  number: {{ .port }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* NetworkPolicy peers of "whoever brings visitors in". Through a NodePort they come from the node's address or anywhere. */}}
{{- define "weaver.fromVisitors" -}}
{{- if eq .root.Values.access "nodeport" -}}
- ports:
    - port: {{ .port }}
      protocol: TCP
{{- else -}}
- from:
    - namespaceSelector:
        matchExpressions:
          - key: kubernetes.io/metadata.name
            operator: In
            values: {{ .root.Values.networkPolicy.ingressNamespaces | toJson }}
{{- with .root.Values.networkPolicy.ingressPodLabels }}
      podSelector:
        matchLabels:
          {{- toYaml . | nindent 10 }}
{{- end }}
{{- range .root.Values.networkPolicy.ingressCidrs }}
    - ipBlock:
        cidr: {{ . }}
{{- end }}
  ports:
    - port: {{ .port }}
      protocol: TCP
{{- end -}}
{{- end -}}

{{/* The internet without private, link-local (cloud metadata), shared, multicast and reserved ranges, in both families. */}}
{{- define "weaver.toInternet" -}}
- to:
    - ipBlock:
        cidr: 0.0.0.0/0
        except:
          - 0.0.0.0/8
          - 10.0.0.0/8
          - 100.64.0.0/10
          - 127.0.0.0/8
          - 169.254.0.0/16
          - 172.16.0.0/12
          - 192.168.0.0/16
          - 198.18.0.0/15
          - 224.0.0.0/4
          - 240.0.0.0/4
{{- range .Values.networkPolicy.egressExcept }}
          - {{ . }}
{{- end }}
    - ipBlock:
        cidr: 2000::/3
        except:
          - 2002::/16
  ports:
{{- range .Values.networkPolicy.egressPorts }}
    - port: {{ . }}
      protocol: TCP
{{- end }}
{{- end -}}

{{/* Pods that belong to this store and play one of the given parts. */}}
{{- define "weaver.podsOf" -}}
matchLabels:
  app.kubernetes.io/name: {{ .root.Chart.Name }}
  app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
matchExpressions:
  - key: app.kubernetes.io/component
    operator: In
    values: {{ .components | toJson }}
{{- end -}}

{{/* The rules every pod of the namespace gets: names, and the neighbours. Who may be called is decided at the receiver. */}}
{{- define "weaver.isolationEgress" -}}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ .Values.networkPolicy.dnsNamespace | quote }}
      podSelector:
        matchLabels:
          {{- toYaml .Values.networkPolicy.dnsPodLabels | nindent 10 }}
{{- range .Values.networkPolicy.dnsCidrs }}
    - ipBlock:
        cidr: {{ . }}
{{- end }}
  ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
- to:
    - podSelector: {}
{{- end -}}
