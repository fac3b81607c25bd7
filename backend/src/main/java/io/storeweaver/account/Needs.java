package io.storeweaver.account;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a caller needs for a resource, where it is something else than {@code stores:read} for
 * reading and {@code stores:write} for the rest.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
  /** The scope; {@link Scope#ADMIN} is an operator's only. */
  Scope value();
}
