package mapwright.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks an output folder of the compiler: every mapping definition and every route file in it. */
public final class OutputCheck {
    private static final String ROUTE = ".camel.yaml";

    private OutputCheck() {
    }

    /** Prints the failures of the folder that the system property {@code mapwright.out} names; status 1 if any. */
    public static void main(String[] arguments) throws IOException {
        String folder = System.getProperty("mapwright.out");
        if (folder == null) {
            System.err.println("pass -Dmapwright.out=<folder>");
            System.exit(2);
        }
        List<Failure> failures = check(Path.of(folder));
        failures.forEach(System.out::println);
        System.exit(failures.isEmpty() ? 0 : 1);
    }

    /**
     * Everything wrong with the output, file by file; a folder without mappings and routes is a failure, too.
     *
     * @throws IOException when a file cannot be read
     */
    public static List<Failure> check(Path folder) throws IOException {
        List<Failure> failures = new ArrayList<>();
        List<Path> mappings = list(folder.resolve("mappings"), ".groovy");
        List<Path> routes = list(folder.resolve("routes"), ROUTE);
        if (mappings.isEmpty() && routes.isEmpty()) {
            failures.add(new Failure(folder.toString(), 0, "no mappings/*.groovy and no routes/*" + ROUTE));
        }
        for (Path mapping : mappings) {
            failures.addAll(MappingCheck.check("mappings/" + mapping.getFileName(), read(mapping)));
        }
        RouteCheck check = new RouteCheck();
        for (Path route : routes) {
            String name = route.getFileName().toString();
            String properties = "properties/" + name.substring(0, name.length() - ROUTE.length()) + ".properties";
            Path stored = folder.resolve(properties);
            failures.addAll(check.check("routes/" + name, read(route), properties,
                    Files.exists(stored) ? read(stored) : null));
        }
        return failures;
    }

    private static List<Path> list(Path folder, String end) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(end)).sorted().toList();
        }
    }

    // One character per byte, so that every byte beyond ASCII is seen and none is an error.
    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
