/**
 * Who did what: entries written in the transaction of the act, chained by hashes so that an edit or
 * a gap shows. This room knows neither accounts nor stores, only their names.
 */
@NullMarked
package io.storeweaver.audit;

import org.jspecify.annotations.NullMarked;
