package io.storeweaver;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which room may know which: the rules of the house. */
class RoomsTest {
  private static final String HOUSE = "io.storeweaver";
  private static final String HALL = "the hall";

  private static final Map<String, Set<String>> MAY_KNOW =
      Map.ofEntries(
          entry(HALL, Set.of()),
          entry("http", Set.of(HALL)),
          entry("openapi", Set.of(HALL, "http")),
          entry("vault", Set.of(HALL)),
          entry("audit", Set.of(HALL, "http")),
          entry("account", Set.of(HALL, "http", "audit")),
          entry("store", Set.of(HALL, "http", "audit", "account")),
          entry("sandbox", Set.of()),
          entry("chart", Set.of(HALL, "http", "audit", "account", "store")),
          entry("cluster", Set.of(HALL, "http", "audit", "account", "store", "sandbox")),
          entry("dialect", Set.of(HALL, "http", "audit", "account", "store", "chart", "cluster")),
          entry("reconcile", Set.of(HALL, "http", "audit", "account", "store", "chart", "cluster")),
          // The command line talks to the API over HTTP only; the server reads its own options
          // there.
          entry("cli", Set.of(HALL)),
          entry(
              "server",
              Set.of(
                  HALL,
                  "http",
                  "audit",
                  "account",
                  "store",
                  "chart",
                  "cluster",
                  "reconcile",
                  "dialect",
                  "vault",
                  "cli")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(HOUSE);

  static Stream<String> rooms() {
    return CLASSES.stream().map(c -> room(c.getPackageName())).distinct().sorted();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomKnowsOnlyTheRoomsBelowIt(String room) {
    assertThat(MAY_KNOW).as("rooms with a rule").containsKey(room);
    Set<String> permitted = MAY_KNOW.getOrDefault(room, Set.of());
    assertThat(
            dependencies(
                c -> room(c.getPackageName()).equals(room),
                target ->
                    ours(target)
                        && !room(target.getPackageName()).equals(room)
                        && !permitted.contains(room(target.getPackageName()))))
        .isEmpty();
  }

  @Test
  void onlyTheClusterItselfKnowsThatThereIsASandbox() {
    assertThat(
            dependencies(
                c ->
                    !room(c.getPackageName()).equals("sandbox")
                        && !outermost(c).equals(HOUSE + ".cluster.Cluster"),
                target -> room(target.getPackageName()).equals("sandbox")))
        .isEmpty();
  }

  @Test
  void onlyTheClusterRoomTalksToTheKubernetesClient() {
    assertThat(
            dependencies(
                c -> !Set.of("cluster", "sandbox").contains(room(c.getPackageName())),
                target -> target.getPackageName().startsWith("io.fabric8")))
        .isEmpty();
  }

  @Test
  void choosingTheNextActionTouchesNothingButItsArguments() {
    Set<String> permitted = Set.of(HALL, "store");
    assertThat(
            dependencies(
                c -> outermost(c).equals(HOUSE + ".reconcile.Action"),
                target ->
                    !target.getPackageName().matches("java\\.(lang|time|util).*")
                        && !target.getPackageName().equals("org.jspecify.annotations")
                        && !Set.of("Action", "Observed").contains(simple(outermost(target)))
                        && !outermost(target).equals(HOUSE + ".cluster.Verdict")
                        && !(ours(target) && permitted.contains(room(target.getPackageName())))))
        .isEmpty();
  }

  @Test
  void nothingIsReactive() {
    assertThat(dependencies(c -> true, RoomsTest::reactive)).isEmpty();
    assertThat(CLASSES.stream().flatMap(RoomsTest::signatures).filter(RoomsTest::later)).isEmpty();
  }

  private static boolean reactive(JavaClass type) {
    return type.getName()
        .matches(
            "(io\\.smallrye\\.mutiny|org\\.reactivestreams|reactor\\.|rx\\.|java\\.util\\.concurrent\\.Flow).*");
  }

  // A library's own stage may be waited for at once, and a future may be a place to wait at; but
  // nothing of ours hands on a stage to chain to.
  private static boolean later(JavaClass type) {
    return type.isEquivalentTo(CompletionStage.class);
  }

  private static Stream<JavaClass> signatures(JavaClass type) {
    return Stream.concat(
        type.getFields().stream().map(JavaField::getRawType),
        type.getCodeUnits().stream()
            .flatMap(
                unit ->
                    Stream.concat(
                        Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())));
  }

  @Test
  void noNameHidesWhatAClassIs() {
    assertThat(CLASSES.stream().map(JavaClass::getSimpleName))
        .noneMatch(name -> name.matches(".*(Impl|Manager|Helper|Util|Utils|DTO|Dto)|Abstract.*"));
  }

  private static List<String> dependencies(Predicate<JavaClass> from, Predicate<JavaClass> to) {
    return CLASSES.stream()
        .filter(from)
        .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
        .filter(d -> to.test(d.getTargetClass().getBaseComponentType()))
        .map(Dependency::getDescription)
        .sorted()
        .toList();
  }

  private static boolean ours(JavaClass target) {
    return target.getPackageName().startsWith(HOUSE);
  }

  private static String room(String packageName) {
    if (packageName.equals(HOUSE)) {
      return HALL;
    }
    return packageName.startsWith(HOUSE + ".")
        ? packageName.substring(HOUSE.length() + 1).replaceAll("\\..*", "")
        : "";
  }

  private static String outermost(JavaClass javaClass) {
    return javaClass.getName().replaceAll("\\$.*", "");
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
