/**
 * The front of the house: what starts, checks and stops the process. It turns settings into a data
 * source, health, metrics and a running control plane, and nothing here knows what a store is.
 */
@NullMarked
package io.storeweaver.server;

import org.jspecify.annotations.NullMarked;
