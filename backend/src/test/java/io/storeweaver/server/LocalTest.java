package io.storeweaver.server;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * A test against the running server with accounts. The tests' own address is a trusted proxy, so
 * that a test can send as if from another address; such requests are limited, others are not.
 */
@QuarkusTest
@WithTestResource(
    value = ApiServer.class,
    initArgs = {
      @ResourceArg(name = "weaver.auth-mode", value = "local"),
      @ResourceArg(name = "weaver.metrics-token", value = "a-token-of-the-tests"),
      @ResourceArg(name = ApiServer.TRACED, value = "yes"),
      @ResourceArg(name = "weaver.trusted-proxies", value = "127.0.0.1")
    })
@Tag("local")
@Timeout(60)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface LocalTest {}
