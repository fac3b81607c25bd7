@NullMarked
package io.storeweaver.account;

import org.jspecify.annotations.NullMarked;
