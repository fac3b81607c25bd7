package io.storeweaver.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.jboss.jandex.IndexView;

/** Completes the description that was read from the resources. Runs once, when it is built. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class DescriptionFilter implements OASFilter {
  private static final Map<String, String> TAGS =
      Map.of(
          "Account", "Signing up, in and out, and one's own account and API tokens.",
          "Users", "All accounts, for operators.",
          "Audit", "Who did what, for operators.",
          "Catalogue", "What can be created, and how much of it.",
          "Health", "Whether the control plane works.",
          "System", "The platform as a whole, for operators.",
          "Problems", "The codes of refusals and of causes.",
          "Live detail", "What the cluster says of a store at this moment.",
          "Stores", "Stores, their changes and their history.");

  private final IndexView index;

  public DescriptionFilter(IndexView index) {
    this.index = index;
  }

  @Override
  public void filterOpenAPI(OpenAPI api) {
    Examples examples = Examples.load();
    ProblemResponses problems = new ProblemResponses(api);
    new Nullability(index).apply(api);
    Headers.define(api);
    Security.define(api);
    api.addServer(OASFactory.createServer().url("/").description("This control plane"));
    Map<String, PathItem> paths = new TreeMap<>(api.getPaths().getPathItems());
    paths.forEach(
        (path, item) ->
            item.getOperations()
                .forEach(
                    (method, operation) -> {
                      problems.add(path, method, operation);
                      if (open(path)) {
                        operation.setSecurity(List.of());
                      }
                      KnownParameters.describe(operation);
                      Headers.add(operation);
                      examples.add(operation);
                      sortAnswers(operation);
                    }));
    api.setPaths(OASFactory.createPaths());
    paths.forEach((path, item) -> api.getPaths().addPathItem(path, item));
    api.setTags(api.getTags().stream().map(DescriptionFilter::described).toList());
  }

  /** True where nobody has to say who they are. */
  static boolean open(String path) {
    return signIn(path) || path.endsWith("/health") || path.startsWith("/problems");
  }

  /** True where one goes to become known. */
  static boolean signIn(String path) {
    return path.equals("/api/v1/auth") || path.endsWith("/signup") || path.endsWith("/login");
  }

  private static void sortAnswers(Operation operation) {
    Map<String, APIResponse> sorted = new TreeMap<>(operation.getResponses().getAPIResponses());
    operation.setResponses(OASFactory.createAPIResponses());
    sorted.forEach((status, answer) -> operation.getResponses().addAPIResponse(status, answer));
  }

  private static Tag described(Tag tag) {
    return tag.getDescription() == null && TAGS.containsKey(tag.getName())
        ? tag.description(TAGS.get(tag.getName()))
        : tag;
  }

  /** The JSON of a response or request body, or nothing where it is something else. */
  static List<MediaType> json(org.eclipse.microprofile.openapi.models.media.Content content) {
    return content.getMediaTypes().entrySet().stream()
        .filter(e -> e.getKey().toLowerCase(Locale.ROOT).endsWith("json"))
        .map(Map.Entry::getValue)
        .toList();
  }

  static boolean succeeds(Map.Entry<String, APIResponse> response) {
    return response.getKey().startsWith("2");
  }

  static boolean named(Operation operation, String id) {
    return id.equals(operation.getOperationId());
  }
}
