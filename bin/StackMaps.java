import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Copies a jar whose classes are of Java 5, with the stack maps that Java 8 asks for, so that the JDK can verify them once and keep
 * the result in its AOT cache instead of verifying them at each start. What the classes do stays the same.
 *
 * <p>java StackMaps.java OLD.jar NEW.jar
 */
class StackMaps {
  void main(String... arguments) throws IOException {
    Path old = Path.of(arguments[0]);
    try (JarFile from = new JarFile(old.toFile());
        JarOutputStream to = new JarOutputStream(Files.newOutputStream(Path.of(arguments[1])));
        URLClassLoader classes = new URLClassLoader(new URL[] {old.toUri().toURL()})) {
      ClassFile format =
          ClassFile.of(
              ConstantPoolSharingOption.NEW_POOL,
              StackMapsOption.GENERATE_STACK_MAPS,
              ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofClassLoading(classes)));
      for (JarEntry entry : from.stream().toList()) {
        to.putNextEntry(new JarEntry(entry.getName()));
        to.write(content(format, from, entry));
        to.closeEntry();
      }
    }
  }

  private static byte[] content(ClassFile format, JarFile jar, JarEntry entry) throws IOException {
    try (InputStream stream = jar.getInputStream(entry)) {
      byte[] content = stream.readAllBytes();
      boolean ofJava5 = entry.getName().endsWith(".class") && content[7] < ClassFile.JAVA_6_VERSION;
      return ofJava5 ? format.transformClass(format.parse(content), StackMaps::renew) : content;
    }
  }

  private static void renew(ClassBuilder made, ClassElement part) {
    switch (part) {
      case ClassFileVersion _ -> made.withVersion(ClassFile.JAVA_8_VERSION, 0);
      // Code that is handed over whole is copied as it is, without new stack maps.
      case MethodModel method -> made.transformMethod(method, MethodTransform.transformingCode((code, one) -> code.with(one)));
      default -> made.with(part);
    }
  }
}
