/**
 * The APIs of the systems that came before, word for word, so that their clients work unchanged.
 * Thin: every check, quota and act is that of the store room; only names and shapes differ.
 */
@NullMarked
package io.storeweaver.dialect;

import org.jspecify.annotations.NullMarked;
