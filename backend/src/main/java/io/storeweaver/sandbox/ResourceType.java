package io.storeweaver.sandbox;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Set;

/**
 * One resource type of the API, and which of the general rules hold for it. There is one instance
 * of each.
 */
final class ResourceType {
  enum Trait {
    NAMESPACED,
    /** Has a status subresource: a write of the object leaves the status alone. */
    STATUS,
    /** Its generation counts the changes of the spec. */
    GENERATION,
    SCALE,
    /** Part of {@code kubectl get all}. */
    ALL
  }

  private final String group;
  private final String version;
  private final String plural;
  private final Class<? extends HasMetadata> model;
  private final Set<Trait> traits;
  private final String shortName;

  ResourceType(
      String group,
      String version,
      String plural,
      Class<? extends HasMetadata> model,
      Set<Trait> traits,
      String shortName) {
    this.group = group;
    this.version = version;
    this.plural = plural;
    this.model = model;
    this.traits = traits;
    this.shortName = shortName;
  }

  String group() {
    return group;
  }

  String version() {
    return version;
  }

  String plural() {
    return plural;
  }

  String kind() {
    return model.getSimpleName();
  }

  Class<? extends HasMetadata> model() {
    return model;
  }

  /** "" when there is none. */
  String shortName() {
    return shortName;
  }

  boolean is(Trait trait) {
    return traits.contains(trait);
  }

  boolean namespaced() {
    return is(Trait.NAMESPACED);
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** {@code deployments.apps}: how Kubernetes names the type in messages. */
  String groupResource() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** {@code Deployment.apps}: how it names the type of an invalid object. */
  String groupKind() {
    return group.isEmpty() ? kind() : kind() + "." + group;
  }

  /** {@code apps/v1, Kind=Deployment}: how it names the type of a patch. */
  String versionKind() {
    return group + "/" + version + ", Kind=" + kind();
  }

  @Override
  public String toString() {
    return groupResource();
  }
}
