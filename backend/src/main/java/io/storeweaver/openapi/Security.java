package io.storeweaver.openapi;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** How a caller says who they are. */
final class Security {
  private static final String DEMO = "demoCaller";
  private static final String TOKEN = "apiToken";
  private static final String SESSION = "session";

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
    api.getComponents()
        .addSecurityScheme(
            TOKEN,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("An API token, which begins with swt_."));
    api.getComponents()
        .addSecurityScheme(
            SESSION,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.COOKIE)
                .name("storeweaver_session")
                .description(
                    "A signed-in browser; over https the name begins with __Host-. Every request that is no GET also needs the header X-CSRF-Token with the csrf_token of GET /api/v1/auth/me."));
    for (String scheme : new String[] {DEMO, TOKEN, SESSION}) {
      api.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(scheme));
    }
    api.addSecurityRequirement(OASFactory.createSecurityRequirement());
  }
}
