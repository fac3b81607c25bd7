/** Tests of the chart room; they run Helm's real engine. */
@NullMarked
package io.storeweaver.chart;

import org.jspecify.annotations.NullMarked;
