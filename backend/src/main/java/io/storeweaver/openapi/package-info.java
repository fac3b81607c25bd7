/**
 * The native API described for programs (OpenAPI 3.1) at build time: the framework reads the
 * resources, this room adds what is the same everywhere: problems, parameters, headers, examples,
 * nullability.
 */
@NullMarked
package io.storeweaver.openapi;

import org.jspecify.annotations.NullMarked;
