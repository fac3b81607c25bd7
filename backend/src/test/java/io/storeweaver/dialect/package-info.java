@NullMarked
package io.storeweaver.dialect;

import org.jspecify.annotations.NullMarked;
