package io.storeweaver.openapi;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** How a caller says who they are. */
final class Security {
  private static final String DEMO = "demoCaller";

  private Security() {}

  static void define(OpenAPI api) {
    api.getComponents()
        .addSecurityScheme(
            DEMO,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name("X-User-Id")
                .description(
                    "In demo mode only: the caller's name; without it the caller is demo."));
    api.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(DEMO));
    api.addSecurityRequirement(OASFactory.createSecurityRequirement());
  }
}
