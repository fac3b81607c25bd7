/**
 * Charts become manifests here: bundled or uploaded charts are read, rendered with Helm's own
 * engine inside this process, and written down as releases that the helm command line understands.
 * Nothing in this room talks to a cluster.
 */
@NullMarked
package io.storeweaver.chart;

import org.jspecify.annotations.NullMarked;
