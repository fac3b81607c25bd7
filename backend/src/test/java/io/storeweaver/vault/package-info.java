@NullMarked
package io.storeweaver.vault;

import org.jspecify.annotations.NullMarked;
