@NullMarked
package io.storeweaver.audit;

import org.jspecify.annotations.NullMarked;
