/** Tests of the command line: in this process where words matter, as a process where it does. */
@NullMarked
package io.storeweaver.cli;

import org.jspecify.annotations.NullMarked;
