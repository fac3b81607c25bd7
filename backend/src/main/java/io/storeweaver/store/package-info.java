/**
 * The stores as the platform knows them: what an owner asked for, what was seen last, and the queue
 * that says which store to look at next. This room does not know that Kubernetes exists.
 */
@NullMarked
package io.storeweaver.store;

import org.jspecify.annotations.NullMarked;
