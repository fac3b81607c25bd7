/**
 * What every HTTP answer has in common: problem details, request ids, strict bodies, preconditions
 * and idempotency keys. This room knows nothing of stores.
 */
@NullMarked
package io.storeweaver.http;

import org.jspecify.annotations.NullMarked;
