@NullMarked
package io.storeweaver.openapi;

import org.jspecify.annotations.NullMarked;
