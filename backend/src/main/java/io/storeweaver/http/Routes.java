package io.storeweaver.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which methods each address knows, as the resources' annotations say it: the framework answers 405
 * without naming them, and OPTIONS with those of the neighbours.
 */
@ApplicationScoped
public class Routes {
  /** What can be done with an address that only shows something. */
  public static final String READ_ONLY = "GET, HEAD, OPTIONS";

  private final List<Route> routes = new ArrayList<>();

  private record Route(Pattern path, String method) {}

  Routes(BeanManager beans) {
    for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
      Class<?> type = bean.getBeanClass();
      if (type.isAnnotationPresent(Path.class)) {
        Arrays.stream(type.getMethods()).forEach(method -> add(type, method));
      }
    }
  }

  private void add(Class<?> type, Method method) {
    String verb =
        Arrays.stream(method.getAnnotations())
            .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
            .filter(known -> known != null)
            .map(HttpMethod::value)
            .findFirst()
            .orElse("");
    if (!verb.isEmpty()) {
      String path = part(type.getAnnotation(Path.class)) + part(method.getAnnotation(Path.class));
      routes.add(new Route(pattern(path), verb));
    }
  }

  private static String part(@Nullable Path path) {
    String bare = path == null ? "" : path.value().replaceAll("^/|/$", "");
    return bare.isEmpty() ? "" : "/" + bare;
  }

  private static Pattern pattern(String template) {
    String path =
        Arrays.stream(template.substring(1).split("/"))
            .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
            .collect(Collectors.joining("/", "/", "/?"));
    return Pattern.compile(path);
  }

  /** The methods of an address, in the order of the alphabet; none where nothing is there. */
  SortedSet<String> methods(String path) {
    SortedSet<String> methods = new TreeSet<>();
    for (Route route : routes) {
      if (route.path.matcher(path).matches()) {
        methods.add(route.method);
      }
    }
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    if (!methods.isEmpty()) {
      methods.add(HttpMethod.OPTIONS);
    }
    return methods;
  }

  /** True where something is at the address, but not for that method. */
  boolean knowsButNot(String method, String path) {
    SortedSet<String> methods = methods(path);
    return !methods.isEmpty() && !methods.contains(method);
  }

  /** As the header Allow has it; empty where nothing is at the address. */
  String allow(String path) {
    return String.join(", ", methods(path));
  }
}
