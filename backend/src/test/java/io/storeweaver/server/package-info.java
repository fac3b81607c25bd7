/** Tests of how the process starts and stops, and the databases that all other tests use. */
@NullMarked
package io.storeweaver.server;

import org.jspecify.annotations.NullMarked;
