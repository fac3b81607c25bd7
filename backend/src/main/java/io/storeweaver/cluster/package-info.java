/**
 * The cluster as the platform uses it: applying and pruning objects, watching them cheaply, and
 * saying in words why a store is not ready. Only this room talks to the Kubernetes API.
 */
@NullMarked
package io.storeweaver.cluster;

import org.jspecify.annotations.NullMarked;
