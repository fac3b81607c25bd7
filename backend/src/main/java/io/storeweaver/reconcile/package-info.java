/**
 * Brings each store to what its owner wants: looks at the world, chooses one action, acts, and
 * looks again. Nothing is remembered between two looks but what stands in the store's row.
 */
@NullMarked
package io.storeweaver.reconcile;

import org.jspecify.annotations.NullMarked;
