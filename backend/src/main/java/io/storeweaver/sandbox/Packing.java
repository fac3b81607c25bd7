package io.storeweaver.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Packs objects that have not changed for a while. With a dictionary of what Kubernetes objects are
 * made of, one of two kilobytes shrinks to a sixth or less, and is unpacked in some ten
 * microseconds.
 */
final class Packing {
  /** Frequent text, the most frequent last: that is where deflate finds it cheapest. */
  private static final byte[] DICTIONARY =
      """
      "policyTypes":["Ingress","Egress"],"podSelector":{"matchLabels":{"f:podSelector":{},"f:policyTypes":{}\
      "pathType":"Prefix","backend":{"service":{"name":"ingressClassName":"f:ingressClassName":{},"f:rules":{}\
      "loadBalancer":{"ingress":[{"ip":"203.0.113.10"}]}"internalTrafficPolicy":"Cluster","ipFamilies":["IPv4"],\
      "ipFamilyPolicy":"SingleStack","sessionAffinity":"None","type":"ClusterIP","clusterIP":"10.96.\
      "persistentVolumeReclaimPolicy":"Delete","storageClassName":"standard","claimRef":{"kind":"PersistentVolumeClaim",\
      "accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}},"volumeMode":"Filesystem"\
      "finalizers":["kubernetes.io/pvc-protection"],"phase":"Bound","capacity":{"storage":\
      "involvedObject":{"kind":"Pod","namespace":"store-","reason":"Scheduled","message":"Successfully assigned \
      "count":1,"firstTimestamp":"","lastTimestamp":"","source":{"component":"kubelet"},"reportingComponent":"kubelet"\
      "type":"Normal","reason":"SuccessfulCreate","message":"Created pod: "default-scheduler""deployment-controller"\
      "batch.kubernetes.io/controller-uid":"","controller-uid":"","batch.kubernetes.io/job-name":"","job-name":""\
      "revisionHistoryLimit":10,"progressDeadlineSeconds":600,"strategy":{"type":"Recreate"},"updateStrategy":\
      "observedGeneration":1,"replicas":1,"updatedReplicas":1,"readyReplicas":1,"availableReplicas":1,"terminatingReplicas":0\
      "lastUpdateTime":"","reason":"MinimumReplicasAvailable","message":"Deployment has minimum availability."\
      "reason":"NewReplicaSetAvailable","message":"ReplicaSet \\"\\" has successfully progressed."\
      "f:template":{"f:metadata":{"f:labels":{"f:spec":{"f:containers":{"k:{\\"name\\":\\"\\"}":{".":{},"f:env":{\
      "f:name":{},"f:value":{},"f:valueFrom":{"f:secretKeyRef":{}},"f:image":{},"f:ports":{"k:{\\"containerPort\\":8080,\
      \\"protocol\\":\\"TCP\\"}":{".":{},"f:containerPort":{},"f:name":{}}},"f:readinessProbe":{"f:httpGet":{"f:path":{},\
      "f:port":{}},"f:periodSeconds":{},"f:timeoutSeconds":{}},"f:resources":{"f:limits":{"f:memory":{}},"f:requests":{\
      "f:cpu":{},"f:memory":{}}},"f:securityContext":{"f:allowPrivilegeEscalation":{},"f:capabilities":{"f:drop":{}},\
      "f:readOnlyRootFilesystem":{}},"f:volumeMounts":{"k:{\\"mountPath\\":\\"/tmp\\"}":{".":{},"f:mountPath":{},"f:name":{}\
      "f:volumes":{"f:emptyDir":{"f:sizeLimit":{}},"f:persistentVolumeClaim":{"f:claimName":{}},"f:seccompProfile":{"f:type":{}}\
      "f:runAsNonRoot":{},"f:runAsUser":{},"f:runAsGroup":{},"f:fsGroup":{},"f:replicas":{},"f:selector":{},"f:strategy":{\
      "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"\
      "failureThreshold":3,"successThreshold":1,"timeoutSeconds":1,"periodSeconds":10,"scheme":"HTTP"\
      "securityContext":{"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,"capabilities":{"drop":["ALL"]}},\
      "seccompProfile":{"type":"RuntimeDefault"},"runAsNonRoot":true,"runAsUser":,"fsGroupChangePolicy":"OnRootMismatch",\
      "enableServiceLinks":false,"automountServiceAccountToken":false,"terminationGracePeriodSeconds":30,\
      "restartPolicy":"Always","dnsPolicy":"ClusterFirst","schedulerName":"default-scheduler","serviceAccountName":"default",\
      "volumeMounts":[{"name":"tmp","mountPath":"/tmp"}],"volumes":[{"name":"tmp","emptyDir":{"sizeLimit":"64Mi"}},\
      "envFrom":[{"secretRef":{"name":"valueFrom":{"secretKeyRef":{"name":"","key":"","requests":{"cpu":"50m","memory":"128Mi"},\
      "limits":{"memory":"512Mi"}},"ports":[{"name":"http","containerPort":8080,"protocol":"TCP"}],"readinessProbe":{\
      "httpGet":{"path":"/","port":"tcpSocket":{"port":"containers":[{"name":"","image":"","env":[{"name":"","value":"\
      "hostIP":"192.0.2.10","startTime":"","podIP":"10.244.","podIPs":[{"ip":"10.244.","nodeName":"sandbox-1"\
      "containerStatuses":[{"name":"","image":"","imageID":"","ready":true,"started":true,"restartCount":0,"lastState":{},\
      "state":{"running":{"startedAt":"{"type":"PodScheduled","status":"True","lastTransitionTime":"20"},\
      {"type":"PodReadyToStartContainers","status":"True",{"type":"Initialized","status":"True",{"type":"Ready","status":"True"\
      {"type":"ContainersReady","status":"True","lastTransitionTime":"2026-"phase":"Running","conditions":[\
      "template":{"metadata":{"labels":{"selector":{"matchLabels":{"ownerReferences":[{"apiVersion":"apps/v1",\
      "kind":"ReplicaSet","name":"","uid":"","controller":true,"blockOwnerDeletion":true}],\
      "meta.helm.sh/release-name":"","meta.helm.sh/release-namespace":"store-","annotations":{"\
      "app.kubernetes.io/managed-by":"Helm","app.kubernetes.io/component":"app","app.kubernetes.io/name":"","\
      app.kubernetes.io/instance":"","app.kubernetes.io/part-of":"","helm.sh/chart":"","storeweaver.io/store":"\
      "managedFields":[{"manager":"storeweaver","operation":"Apply","apiVersion":"apps/v1","time":"2026-","fieldsType":"FieldsV1",\
      "fieldsV1":{"f:metadata":{"f:annotations":{"f:meta.helm.sh/release-name":{},"f:meta.helm.sh/release-namespace":{}},\
      "f:labels":{"f:app.kubernetes.io/managed-by":{},"f:app.kubernetes.io/component":{},"f:app.kubernetes.io/instance":{},\
      "f:app.kubernetes.io/name":{},"f:helm.sh/chart":{},"f:storeweaver.io/store":{}}},"f:data":{"f:spec":{"f:type":{}\
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"","labels":{"namespace":"store-","uid":"","creationTimestamp":"2026-\
      "generation":1,"resourceVersion":""},"spec":{"replicas":1,"status":{"conditions":[{"type":"\
      """
          .getBytes(StandardCharsets.UTF_8);

  private Packing() {}

  static byte[] pack(byte[] plain) {
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
      deflater.setDictionary(DICTIONARY);
      deflater.setInput(plain);
      deflater.finish();
      byte[] out = new byte[plain.length + 64];
      int length = deflater.deflate(out);
      return java.util.Arrays.copyOf(out, length);
    }
  }

  static byte[] unpack(byte[] packed, int length) {
    try (Inflater inflater = new Inflater(true)) {
      inflater.setDictionary(DICTIONARY);
      inflater.setInput(packed);
      byte[] plain = new byte[length];
      for (int at = 0; at < length; ) {
        int more = inflater.inflate(plain, at, length - at);
        if (more == 0) {
          throw new IllegalStateException("a packed object ends after " + at + " bytes");
        }
        at += more;
      }
      return plain;
    } catch (DataFormatException e) {
      throw new IllegalStateException("a packed object is damaged", e);
    }
  }
}
