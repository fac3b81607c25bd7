package io.storeweaver.store;

import io.storeweaver.account.Caller;
import io.storeweaver.http.Idempotency;
import io.storeweaver.http.Idempotency.Answer;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * Creates a store for a request, once for each Idempotency-Key, whichever dialect the request
 * speaks.
 */
public final class Creations {
  private final Stores stores;
  private final Idempotency idempotency;

  public Creations(Stores stores, Idempotency idempotency) {
    this.stores = stores;
    this.idempotency = idempotency;
  }

  /**
   * A request for a new store.
   *
   * @param path of the collection, below which the store is to be found
   * @param status of the answer when the store is created
   * @param answer what is said of the created store, as JSON
   */
  @SuppressWarnings("ArrayRecordComponent") // lives for one request only and is never compared
  public record Request(
      String path, byte[] body, NewStore wanted, int status, Function<Store, String> answer) {}

  /** Creates the store, or answers as the first time. */
  public Response create(Caller caller, HttpHeaders headers, Request request) {
    // Asked for as a list, because a single header that is empty comes as if it were absent.
    List<String> keys = headers.getRequestHeader("Idempotency-Key");
    String key = keys.isEmpty() ? null : String.join(",", keys);
    byte[] fingerprint = Idempotency.request("POST", request.path(), request.body());
    Answer answer =
        idempotency.once(
            caller.account(),
            key,
            fingerprint,
            handle -> {
              Store store = stores.create(handle, caller, request.wanted());
              String location = request.path() + "/" + store.id();
              return new Answer(request.status(), location, request.answer().apply(store), false);
            });
    Response.ResponseBuilder response =
        Response.status(answer.status())
            .location(URI.create(answer.location()))
            .entity(answer.body());
    return answer.replayed()
        ? response.header("Idempotency-Replayed", "true").build()
        : response.build();
  }
}
