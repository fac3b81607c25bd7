package io.storeweaver.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps a password that an owner chose between the request and the moment when it is in the store's
 * own Secret. It is sealed with the platform's key (AES-256-GCM, bound to the store's id) and
 * dropped when it has been used.
 */
public final class SealedInputs {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Jdbi jdbi;
  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  public SealedInputs(Jdbi jdbi, SecretKey key) {
    this.jdbi = jdbi;
    this.key = key;
  }

  void keep(Handle handle, String storeId, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] body =
        crypt(Cipher.ENCRYPT_MODE, storeId, nonce, secret.getBytes(StandardCharsets.UTF_8));
    byte[] box = Arrays.copyOf(nonce, NONCE_BYTES + body.length);
    System.arraycopy(body, 0, box, NONCE_BYTES, body.length);
    handle.execute("insert into sealed_inputs (store_id, sealed) values (?, ?)", storeId, box);
  }

  /** The password that the owner chose, if one is still kept. */
  public Optional<String> open(String storeId) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select sealed from sealed_inputs where store_id = ?")
                    .bind(0, storeId)
                    .mapTo(byte[].class)
                    .findOne())
        .map(box -> opened(storeId, box));
  }

  /** Forgets the password; harmless where none is kept. */
  public void drop(String storeId) {
    jdbi.useHandle(
        handle -> handle.execute("delete from sealed_inputs where store_id = ?", storeId));
  }

  private String opened(String storeId, byte[] box) {
    byte[] nonce = Arrays.copyOf(box, NONCE_BYTES);
    byte[] body = Arrays.copyOfRange(box, NONCE_BYTES, box.length);
    return new String(crypt(Cipher.DECRYPT_MODE, storeId, nonce, body), StandardCharsets.UTF_8);
  }

  private byte[] crypt(int mode, String storeId, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(storeId.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The password kept for store "
              + storeId
              + " cannot be sealed or opened with the key in DATA_DIR; was the key replaced?",
          e);
    }
  }
}
