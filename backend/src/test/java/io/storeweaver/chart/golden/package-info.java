/**
 * Renders the store charts as they are shipped and holds the result against Kubernetes' own rules.
 * No cluster is involved.
 */
@NullMarked
package io.storeweaver.chart.golden;

import org.jspecify.annotations.NullMarked;
