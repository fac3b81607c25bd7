/**
 * The hall: what every room may use. Every setting of the platform, every reason to be refused or
 * to fail, and the means by which rooms tell of their work (figures, spans, fields of the log)
 * stand here.
 */
@NullMarked
package io.storeweaver;

import org.jspecify.annotations.NullMarked;
