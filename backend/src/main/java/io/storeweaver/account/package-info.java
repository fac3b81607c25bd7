/**
 * Who asks, how they prove it, and what they may. Everything that needs a caller gets it here; this
 * room does not know what a store is.
 */
@NullMarked
package io.storeweaver.account;

import org.jspecify.annotations.NullMarked;
