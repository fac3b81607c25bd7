package io.storeweaver;

import java.time.Duration;

/**
 * Every way a request can be refused and every cause for which a store is not ready. The name is
 * the stable code that clients see.
 *
 * <p>A refusal carries an HTTP status. A cause carries the remedy in words for a shop owner, and
 * how long the platform waits for it to go away by itself before it calls the store failed.
 */
public enum Reason {
  // Refusals of a request.
  VALIDATION_FAILED(400, "The request is not valid"),
  MALFORMED_JSON(400, "The body is not valid JSON"),
  UNKNOWN_FIELD(400, "The body has an unknown field"),
  INVALID_IDEMPOTENCY_KEY(400, "The Idempotency-Key is not valid"),
  INVALID_ID(400, "The id is not one that a store can have"),
  INVALID_CALLER(400, "The caller's name is not valid"),
  HOST_MISSING(400, "The request names no host"),
  UNAUTHENTICATED(401, "Nobody is signed in"),
  SIGN_IN_REFUSED(401, "Wrong e-mail address or password"),
  FORBIDDEN(403, "Not allowed"),
  CROSS_SITE(403, "Asked for by a page of another site"),
  CSRF_TOKEN_MISSING(403, "The CSRF token is missing or wrong"),
  SIGN_UP_CLOSED(403, "Sign-up is closed"),
  SETUP_TOKEN_INVALID(403, "The set-up token is not valid"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  NOT_ACCEPTABLE(406, "No acceptable representation"),
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  NAME_TAKEN(409, "The name is taken"),
  DOMAIN_TAKEN(409, "The domain is taken"),
  EMAIL_TAKEN(409, "The e-mail address has an account"),
  NO_ACCOUNTS(409, "Demo mode has no accounts"),
  ACCOUNT_OWNS_STORES(409, "The account still owns stores"),
  LAST_OPERATOR(409, "There must be an operator"),
  STATE_CONFLICT(409, "The store's state does not allow this"),
  REQUEST_IN_FLIGHT(409, "The same request is still being answered"),
  VERSION_STALE(412, "The store has changed since it was read"),
  BODY_TOO_LARGE(413, "The body is too large"),
  URI_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported"),
  MISDIRECTED_REQUEST(421, "This is not the server of that host"),
  IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
  PRECONDITION_REQUIRED(428, "If-Match is required"),
  QUOTA_EXCEEDED(429, "The quota is used up"),
  PROVISIONS_FULL(429, "As many stores are being provisioned as may be"),
  RATE_LIMITED(429, "Too many requests"),
  TOO_MANY_TRIES(429, "Too many tries"),
  HEADERS_TOO_LARGE(431, "The header is too large"),
  INTERNAL_ERROR(500, "Something went wrong here"),
  DATABASE_UNAVAILABLE(503, "The database does not answer"),
  CLUSTER_UNAVAILABLE(503, "The cluster does not answer"),
  SIGN_IN_BUSY(503, "Too many people sign in"),

  // Causes for which a store is not ready, most fundamental first: of several, the first is shown.
  CANCELLED("Retry the store to go on where it stopped, or delete it.", 0),
  CLUSTER_UNREACHABLE(
      "Nothing to do: the work goes on as soon as the cluster answers. Operators: check the API server and the kubeconfig.",
      -1),
  CLUSTER_THROTTLING(
      "Nothing to do: the platform slows down and tries again. Operators: look at the API server's load.",
      -1),
  NAMESPACE_TERMINATING(
      "Wait until the namespace is gone. Operators: look at the finalizer that is named here.", -1),
  NAMESPACE_FOREIGN(
      "The namespace exists and belongs to somebody else. Operators: rename or remove it, then retry the store.",
      0),
  RENDER_FAILED("Operators: correct the chart or its values, then retry the store.", 0),
  APPLY_REFUSED(
      "Operators: read the API server's sentence, correct the chart or the cluster's policy, then retry the store.",
      10),
  CLUSTER_FORBIDDEN(
      "Operators: grant the control plane's account the right that is named here, then retry the store.",
      10),
  VOLUME_PENDING(
      "Check that the storage class exists and that its provisioner runs and has room, then retry the store.",
      30),
  VOLUME_RESIZE_REFUSED(
      "The storage class cannot grow volumes: choose a plan with the same disk size, or a class that allows expansion.",
      0),
  VOLUME_MOUNT_FAILED(
      "Check the node's storage and the volume that is named here; deleting the pod moves it to a healthy node.",
      30),
  QUOTA_REFUSED(
      "Choose a larger plan for the store, or raise the namespace's quota, then retry the store.",
      10),
  POD_REFUSED(
      "Operators: the cluster's admission rules refuse the pod; correct the rule or the chart, then retry the store.",
      10),
  UNSCHEDULABLE("Add capacity to the cluster or choose a smaller plan, then retry the store.", 60),
  IMAGE_PULL_FAILED(
      "Check the image's name and that the registry can be reached from the nodes, then retry the store.",
      20),
  CONFIG_MISSING(
      "Operators: the pod refers to a Secret or ConfigMap that does not exist; retry the store to make it anew.",
      15),
  NODE_LOST(
      "Wait for the node to come back, or remove it from the cluster so that the pod moves.", 60),
  EVICTED(
      "The node ran out of the resource that is named here: free room on it or add a node, then retry the store.",
      30),
  OUT_OF_MEMORY("Choose a larger plan: the process needs more memory than the plan allows.", 10),
  CRASH_LOOP(
      "Read the last log lines of the component; retry the store when the cause is mended.", 15),
  SETUP_FAILED("Read the set-up job's log; retry the store to run the set-up again.", 0),
  PROBE_FAILING(
      "The process runs but its shop does not answer: read the component's log, then retry the store.",
      60),
  ROLLOUT_STUCK(
      "Roll back to the last revision that worked, or correct the cause and retry the store.", 0),
  INGRESS_PENDING(
      "Install an ingress controller for the class or set INGRESS_CLASS to one that exists; a controller that runs must publish its address in the Ingress's status. Where it answers 404 or an error for the shop, its log says why; INGRESS_PROBE decides where it is asked. With ACCESS=nodeport, kube-proxy must run on the node and its firewall let the port through.",
      30),
  DEADLINE_EXCEEDED(
      "Look at the resource that is named here; retry the store to give it another try.", 0),

  // What is awaited while all is well.
  QUEUED("Nothing to do: stores are provisioned in turn.", -1),
  STARTING("Nothing to do: this takes a moment.", -1);

  private final int httpStatus;
  private final String title;
  private final String remedy;
  private final long patienceSeconds;

  Reason(int httpStatus, String title) {
    this.httpStatus = httpStatus;
    this.title = title;
    this.remedy = "";
    this.patienceSeconds = -1;
  }

  Reason(String remedy, long patienceSeconds) {
    this.httpStatus = 0;
    this.title = "";
    this.remedy = remedy;
    this.patienceSeconds = patienceSeconds;
  }

  /** HTTP status of the refusal, or 0 for a cause that is never a direct answer. */
  public int httpStatus() {
    return httpStatus;
  }

  /** Short title of the refusal; empty for a cause. */
  public String title() {
    return title;
  }

  /** What to do about the cause, one sentence; empty for a refusal. */
  public String remedy() {
    return remedy;
  }

  /** True where the platform calls the store failed once {@link #patience()} is over. */
  public boolean fails() {
    return patienceSeconds >= 0;
  }

  /** How long the cause may stand before the store counts as failed. */
  public Duration patience() {
    return Duration.ofSeconds(Math.max(0, patienceSeconds));
  }

  /**
   * Path of the documentation of this code, used as the problem's {@code type} (RFC 9457 §3.1.1).
   */
  public String typeUri() {
    return "/problems/" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
