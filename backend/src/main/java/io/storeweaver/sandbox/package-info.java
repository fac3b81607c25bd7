/**
 * An in-process Kubernetes API on a loopback port, with simulated controllers and nodes that bring
 * really rendered charts to life. It runs no shop and knows no other room: it ends in an ordinary
 * client configuration.
 */
@NullMarked
package io.storeweaver.sandbox;

import org.jspecify.annotations.NullMarked;
