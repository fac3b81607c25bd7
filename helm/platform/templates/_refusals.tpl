{{/* Combinations that would render and then not work, or not safely. */}}
{{- define "platform.check" -}}
{{- $v := .Values -}}
{{- $several := or (gt (int $v.replicas) 1) $v.autoscaling.enabled -}}
{{- $byName := or $v.ingress.enabled $v.gateway.enabled -}}
{{- $production := eq $v.environment "production" -}}
{{- if gt (len .Release.Name) 40 -}}
{{- fail (printf "the release name %q has %d characters; the longest that fits all object names is 40" .Release.Name (len .Release.Name)) -}}
{{- end -}}
{{- if eq $v.authMode "demo" -}}
{{- if $production -}}
{{- fail "authMode: demo believes whoever calls, so environment: production refuses it; set authMode: local" -}}
{{- end -}}
{{- if $byName -}}
{{- fail "authMode: demo believes whoever calls, so it is reached by kubectl port-forward only; set authMode: local for an ingress or a gateway" -}}
{{- end -}}
{{- if $several -}}
{{- fail "authMode: demo is reached through one pod's loopback, so it has one replica; set authMode: local for more" -}}
{{- end -}}
{{- if $v.monitoring.serviceMonitor.enabled -}}
{{- fail "authMode: demo listens on its pod's loopback only, where no Prometheus reaches it; set authMode: local for a ServiceMonitor" -}}
{{- end -}}
{{- end -}}
{{- if not (or $v.database.bundled $v.database.existingSecret) -}}
{{- fail "without a database the control plane would run the embedded PostgreSQL, which serves one replica and ends with its pod; set database.bundled: true, or database.existingSecret to a Secret with the key DATABASE_URL" -}}
{{- end -}}
{{- if and $v.database.bundled $v.database.existingSecret -}}
{{- fail "database.bundled: true and database.existingSecret exclude each other; choose one database" -}}
{{- end -}}
{{- if and $v.database.backup.enabled (not $v.database.bundled) -}}
{{- fail "database.backup dumps the bundled PostgreSQL only; back up the one that database.existingSecret names where it runs" -}}
{{- end -}}
{{- if and $v.ingress.enabled $v.gateway.enabled -}}
{{- fail "ingress.enabled and gateway.enabled exclude each other; choose one way in" -}}
{{- end -}}
{{- if and $v.ingress.tls.enabled (not $v.ingress.host) -}}
{{- fail "ingress.tls.enabled needs ingress.host, the name that the certificate is for" -}}
{{- end -}}
{{- if and $v.ingress.enabled (not $v.ingress.host) -}}
{{- fail "ingress.enabled needs ingress.host, the name under which the control plane is reached" -}}
{{- end -}}
{{- if and $v.ingress.enabled $production (not (or $v.ingress.tls.enabled $v.ingress.tls.terminatedElsewhere)) -}}
{{- fail "in production session cookies travel over https only; set ingress.tls.enabled: true, or ingress.tls.terminatedElsewhere: true where a proxy in front speaks https" -}}
{{- end -}}
{{- if and $v.gateway.enabled (not (and $v.gateway.host $v.gateway.parentRef.name)) -}}
{{- fail "gateway.enabled needs gateway.host and gateway.parentRef.name, the Gateway that routes to the control plane" -}}
{{- end -}}
{{- if and $production (not (or $v.settings.PROD_INGRESS_SUFFIX $v.settings.BASE_DOMAIN $v.existingSettingsSecret)) -}}
{{- fail "environment: production needs settings.PROD_INGRESS_SUFFIX, the suffix of the stores' hosts, for example .shops.example.com" -}}
{{- end -}}
{{- if $v.autoscaling.enabled -}}
{{- if gt (int $v.autoscaling.min) (int $v.autoscaling.max) -}}
{{- fail (printf "autoscaling.min (%d) is more than autoscaling.max (%d)" (int $v.autoscaling.min) (int $v.autoscaling.max)) -}}
{{- end -}}
{{- if not (dig "requests" "cpu" "" $v.resources) -}}
{{- fail "autoscaling compares with what is requested; set resources.requests.cpu" -}}
{{- end -}}
{{- end -}}
{{- range list "DATABASE_PASSWORD" "DATABASE_REPLICA_URL" "VAULT_TOKEN" -}}
{{- if hasKey $v.settings . -}}
{{- fail (printf "settings.%s would stand in a manifest for all to read; put it into the Secret that existingSettingsSecret names" .) -}}
{{- end -}}
{{- end -}}
{{- range list "AUTH_MODE" "HOST" "PORT" "ENVIRONMENT" "DATA_DIR" "DATABASE_URL" "ENCRYPTION_KEY" "METRICS_TOKEN" -}}
{{- if hasKey $v.settings . -}}
{{- fail (printf "settings.%s is set by the chart itself; use the chart's own value or Secret for it" .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
