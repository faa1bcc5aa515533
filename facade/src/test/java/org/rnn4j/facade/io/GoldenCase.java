package org.rnn4j.facade.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One recorded case: a JSON file, whose format the README beside the folders describes. */
public final class GoldenCase {
    /** Results are exact to the last bits of the machine that recorded them. */
    private static final double TOLERANCE = 1e-10;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final String name;
    private final JsonNode json;

    private GoldenCase(Path file) {
        this.file = file;
        String fileName = file.getFileName().toString();
        this.name = file.getParent().getFileName() + "/" + fileName.substring(0, fileName.length() - ".json".length());
        try (InputStream in = Files.newInputStream(file)) {
            this.json = MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the cases are: the folder named by the property {@code golden.dir}, or the copy among the test resources. */
    public static Path folder() {
        String dir = System.getProperty("golden.dir");
        if (dir != null) {
            return Path.of(dir);
        }
        try {
            URI uri = GoldenCase.class.getResource("/golden").toURI();
            return uri.getScheme().equals("jar") ? open(uri).provider().getPath(uri) : Path.of(uri);
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("golden: cannot open the test resources", e);
        }
    }

    /** The jar's contents stay open as long as the tests run: paths into it are handed out. */
    private static FileSystem open(URI jar) throws IOException {
        try {
            return FileSystems.getFileSystem(jar);
        } catch (FileSystemNotFoundException e) {
            return FileSystems.newFileSystem(jar, Map.of());
        }
    }

    /** The files under {@code folder} whose name, such as {@code modules/linear}, contains {@code filter}; sorted. */
    public static List<Path> files(Path folder, String filter) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> (file.getParent().getFileName() + "/" + file.getFileName()).contains(filter))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one case. */
    public static GoldenCase read(Path file) {
        return new GoldenCase(file);
    }

    /** Folder and file, such as {@code modules/linear}. */
    public String name() {
        return name;
    }

    /** The file it came from. */
    public Path file() {
        return file;
    }

    /** All that the file holds. */
    public JsonNode json() {
        return json;
    }

    /** What kind of case it is. */
    public String kind() {
        return json.path("kind").asText();
    }

    /** How far results may be off, relative above 1, absolute below. */
    public double tolerance() {
        return json.path("tolerance").asDouble(TOLERANCE);
    }

    /** The modules and criterions that the case needs and that do not exist; sorted. */
    public Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        collectMissing(json, missing);
        return missing;
    }

    private static void collectMissing(JsonNode json, Set<String> missing) {
        if (json.has("nn") && ModuleClasses.find(json.get("nn").asText()).isEmpty()) {
            missing.add("nn." + json.get("nn").asText());
        }
        json.forEach(child -> collectMissing(child, missing));
    }
}
