/**
 * Benchmarks of the packaged server, which they run as a process of its own. They print figures and
 * judge nothing; {@code make bench} runs them, the tests never do.
 */
@NullMarked
package io.storeweaver.bench;

import org.jspecify.annotations.NullMarked;
