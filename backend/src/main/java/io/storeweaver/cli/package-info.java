/**
 * The command line: a client of the native API that talks HTTP and nothing else, so it works from
 * any machine. It starts without the server's frameworks and knows none of its rooms.
 */
@NullMarked
package io.storeweaver.cli;

import org.jspecify.annotations.NullMarked;
