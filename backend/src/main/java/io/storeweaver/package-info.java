/**
 * The hall: what every room may use. Every setting of the platform and every reason to be refused
 * or to fail stand here.
 */
@NullMarked
package io.storeweaver;

import org.jspecify.annotations.NullMarked;
