@NullMarked
package io.storeweaver.http;

import org.jspecify.annotations.NullMarked;
