package org.rnn4j.facade.io;

import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.graph.gModule;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.LuaString;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A model of characters that torch-rnn or char-rnn has trained, which writes text:
 *
 * <pre>
 * TextModel model = TextModel.load(Path.of("checkpoint.t7"));
 * model.write("The ", 500, 0.8, new PrintWriter(System.out));
 * </pre>
 *
 * <p>It reads one character after the other and keeps nothing but its hidden state. Torch's generator is drawn from.
 *
 * @see <a href="https://github.com/jcjohnson/torch-rnn">torch-rnn</a>
 * @see <a href="https://github.com/karpathy/char-rnn">char-rnn</a>
 */
public final class TextModel {
    /** Gives the scores of what comes next, {@code [V]}: logarithms of probabilities up to a constant. */
    private interface Net {
        /** Goes on by a character. */
        Tensor read(int token);

        /** Goes back to the beginning. */
        void forget();
    }

    private final Net net;
    /** The bytes of each character, from index 1 on. */
    private final List<byte[]> tokens;
    /** Indices by the bytes, which are written as letters of their numbers. */
    private final Map<String, Integer> indices = new HashMap<>();

    private TextModel(Net net, List<byte[]> tokens) {
        this.net = net;
        this.tokens = tokens;
        for (int i = 0; i < tokens.size(); i++) {
            indices.put(letters(tokens.get(i)), i + 1);
        }
    }

    /**
     * Reads the model of a checkpoint.
     *
     * @throws TorchFileException if the file is none of Torch's, or broken
     * @throws IllegalArgumentException if it is no checkpoint of these programs
     */
    public static TextModel load(Path file) {
        Object content = TorchFile.loadObjects(file, null, null, 0);
        Object model = content instanceof LuaTable table && table.has("model") ? table.get("model") : content;
        if (model instanceof TorchObject object && object.className().equals("nn.LanguageModel")) {
            return new TextModel(
                    new LanguageModel(module(object)), tokens(object.fields().table("idx_to_token"), false));
        }
        if (content instanceof LuaTable table && table.has("protos") && table.has("vocab")) {
            LuaTable options = table.table("opt");
            int states = options.integer("num_layers") * (options.text("model").equals("lstm") ? 2 : 1);
            return new TextModel(
                    new CharRnn(module(table.table("protos").get("rnn")), states, options.integer("rnn_size")),
                    tokens(table.table("vocab"), true));
        }
        throw new IllegalArgumentException("TextModel: expected a checkpoint of torch-rnn (model) or char-rnn (protos,"
                + " vocab, opt), got " + Values.describe(content) + " in " + file);
    }

    private static Module module(@Nullable Object object) {
        if (TorchFile.withModules(object) instanceof Module module && !(module instanceof TorchObject)) {
            return module;
        }
        throw new IllegalArgumentException(
                "TextModel: expected a net in the checkpoint, got " + Values.describe(object));
    }

    /** The characters of a table from indices to them, or of one that is turned round. */
    private static List<byte[]> tokens(LuaTable table, boolean turned) {
        List<byte[]> tokens = new ArrayList<>();
        LuaTable byIndex = new LuaTable();
        table.forEach((key, value) -> byIndex.put(turned ? value : key, turned ? key : value));
        for (int i = 1; i <= byIndex.length(); i++) {
            Object token = byIndex.get(i);
            tokens.add(
                    token instanceof LuaString string
                            ? string.bytes()
                            : String.valueOf(token).getBytes(StandardCharsets.UTF_8));
        }
        if (tokens.isEmpty() || tokens.size() != table.size()) {
            throw new IllegalArgumentException(
                    "TextModel: expected characters under 1, 2, ..., got " + tokens.size() + " of " + table.size());
        }
        return tokens;
    }

    private static String letters(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** How many characters it knows. */
    public int size() {
        return tokens.size();
    }

    /**
     * Writes {@code prime}, and what the model goes on with, a character at a time; the writer is flushed after each.
     *
     * @param prime what the text begins with; if it is empty, the first character is any
     * @param length how many characters follow
     * @param temperature 1 for the model's own probabilities, less for likelier text, 0 for always the likeliest character
     * @throws IllegalArgumentException if the model does not know a character of {@code prime}; nothing is written then
     */
    public void write(String prime, int length, double temperature, Writer out) throws IOException {
        if (length < 0 || !(temperature >= 0)) {
            throw new IllegalArgumentException("TextModel: expected a length and a temperature of at least 0, got "
                    + length + " and " + temperature);
        }
        List<Integer> begin = encode(prime);
        net.forget();
        Tensor scores = Tensor.of(new double[tokens.size()]);
        Text text = new Text(out);
        for (int token : begin) {
            scores = net.read(token);
            text.write(tokens.get(token - 1));
        }
        for (int i = 0; i < length; i++) {
            int token = draw(scores, temperature);
            text.write(tokens.get(token - 1));
            if (i + 1 < length) {
                scores = net.read(token);
            }
        }
    }

    /** Bytes on their way to a writer, which gets each letter once all of its bytes are there. */
    private static final class Text {
        private static final int LONGEST = 64;

        private final Writer out;
        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        private final ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        private final CharBuffer letters = CharBuffer.allocate(LONGEST);

        Text(Writer out) {
            this.out = out;
        }

        void write(byte[] token) throws IOException {
            for (byte one : token) {
                bytes.put(one).flip();
                decoder.decode(bytes, letters, false);
                bytes.compact();
                out.append(letters.flip());
                letters.clear();
            }
            out.flush();
        }
    }

    /** The indices of the characters, some of which may be a byte. */
    private List<Integer> encode(String text) {
        List<Integer> found = new ArrayList<>();
        text.codePoints().forEach(point -> {
            String character = Character.toString(point);
            String bytes = letters(character.getBytes(StandardCharsets.UTF_8));
            List<String> parts = indices.containsKey(bytes)
                    ? List.of(bytes)
                    : bytes.chars().mapToObj(Character::toString).toList();
            for (String part : parts) {
                Integer index = indices.get(part);
                if (index == null) {
                    throw unknown(character);
                }
                found.add(index);
            }
        });
        return found;
    }

    private IllegalArgumentException unknown(String character) {
        return new IllegalArgumentException(
                "TextModel: expected characters that the model knows, " + size() + " of them, got '" + character + "'");
    }

    private static int draw(Tensor scores, double temperature) {
        double[] values = scores.toDoubleArray();
        int likeliest = 0;
        for (int i = 1; i < values.length; i++) {
            likeliest = values[i] > values[likeliest] ? i : likeliest;
        }
        if (temperature == 0) {
            return likeliest + 1;
        }
        double highest = values[likeliest];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp((values[i] - highest) / temperature);
        }
        return (int) Tensor.of(values).multinomial(1, false).getLong(1);
    }

    /** torch-rnn's: words {@code [1, 1]} to scores {@code [1, 1, V]}; its layers remember. */
    private static final class LanguageModel implements Net {
        private final Module module;
        private final Tensor word;

        LanguageModel(Module module) {
            this.module = module;
            word = new Tensor(module.elementType(), 1, 1);
            module.evaluate();
            module.remember("both");
        }

        @Override
        public Tensor read(int token) {
            return module.forward(word.fill(token)).toTensor().view(-1);
        }

        @Override
        public void forget() {
            module.forget();
        }
    }

    /** char-rnn's: a step from a word and the states of all layers to the new states and the logarithms of probabilities. */
    private static final class CharRnn implements Net {
        private final gModule step;
        private final Tensor word;
        private final Tensor[] states;
        private final Table input;

        CharRnn(Module step, int states, int size) {
            if (!(step instanceof gModule graph)) {
                throw new IllegalArgumentException("TextModel: expected an nn.gModule as char-rnn's step, got " + step);
            }
            long numbers = step.parameters().weights().stream()
                    .mapToLong(Tensor::nElement)
                    .sum();
            if (states < 1 || size < 1 || (long) states * size > numbers) {
                throw new IllegalArgumentException("TextModel: expected states that fit a step of " + numbers
                        + " numbers, got " + states + " of size " + size);
            }
            this.step = graph;
            word = new Tensor(step.elementType(), 1);
            this.states = new Tensor[states];
            for (int i = 0; i < states; i++) {
                this.states[i] = new Tensor(step.elementType(), 1, size);
            }
            input = Table.of(word);
            for (Tensor state : this.states) {
                input.insert(state);
            }
            step.evaluate();
        }

        @Override
        public Tensor read(int token) {
            word.fill(token);
            Table output = step.forward(input).toTable();
            for (int i = 0; i < states.length; i++) {
                states[i].copy(output.tensor(i + 1));
            }
            return output.tensor(states.length + 1).view(-1);
        }

        @Override
        public void forget() {
            for (Tensor state : states) {
                state.zero();
            }
        }
    }
}
