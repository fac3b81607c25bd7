/**
 * Reads the platform's own secrets from a Vault (KV version 2) and follows them as they change.
 * This room knows the hall only.
 */
@NullMarked
package io.storeweaver.vault;

import org.jspecify.annotations.NullMarked;
