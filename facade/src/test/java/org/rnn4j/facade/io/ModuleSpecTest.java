package org.rnn4j.facade.io;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Container;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

final class ModuleSpecTest {
    /** A module of no use that remembers how it was made. */
    public static final class Probe extends Module {
        private static boolean fancy;

        final List<@Nullable Object> arguments;
        final boolean wasFancy = fancy;
        int masks;
        boolean batchFirst;

        private Probe(@Nullable Object... arguments) {
            this.arguments = Arrays.asList(arguments);
        }

        public Probe() {
            this(new Object[0]);
        }

        public Probe(int size) {
            this("int", size);
        }

        public Probe(double rate) {
            this("double", rate);
        }

        public Probe(int first, @Nullable Integer second, boolean third) {
            this("nullable", first, second, third);
        }

        public Probe(Module inner, int size) {
            this("number", inner, size);
        }

        public Probe(Module inner, List<?> sizes) {
            this("list", inner, sizes);
        }

        public Probe(Module inner, long[] sizes) {
            this("storage", inner, sizes);
        }

        public Probe(Tensor weights) {
            this("tensor", weights);
        }

        public Probe(Table table) {
            this("table", table);
        }

        public Probe(String name, long[] sizes, @Nullable Boolean batch) {
            this("sizes", name, sizes, batch);
        }

        public Probe(Criterion criterion) {
            this("criterion", criterion);
        }

        public static boolean isFancy() {
            return fancy;
        }

        public static void setFancy(boolean value) {
            fancy = value;
        }

        public static boolean getFancy() {
            return fancy;
        }

        public Probe maskZero(int nInputDim) {
            masks = nInputDim;
            return this;
        }

        public Probe batchFirst(boolean value) {
            batchFirst = value;
            return this;
        }

        @Override
        public List<@Nullable Object> arguments() {
            return arguments.subList(Math.min(1, arguments.size()), arguments.size());
        }

        @Override
        public List<List<@Nullable Object>> calls() {
            return masks == 0 ? List.of() : List.of(List.of("maskZero", masks));
        }

        @Override
        public Map<String, Object> statics() {
            return wasFancy ? Map.of("fancy", true) : Map.of();
        }

        @Override
        public Activity updateOutput(Activity input) {
            return setOutput(input);
        }

        @Override
        public Activity updateGradInput(Activity input, Activity gradOutput) {
            return setGradInput(gradOutput);
        }
    }

    /** A container of no use. */
    public static final class Box extends Container {
        @Override
        public Activity updateOutput(Activity input) {
            return setOutput(input);
        }

        @Override
        public Activity updateGradInput(Activity input, Activity gradOutput) {
            return setGradInput(gradOutput);
        }
    }

    /** A criterion of no use. */
    public static final class Loss extends Criterion {
        final double weight;

        public Loss(double weight) {
            this.weight = weight;
        }

        @Override
        public List<@Nullable Object> arguments() {
            return List.of(weight);
        }

        @Override
        protected double updateOutput(Activity input, Activity target) {
            return weight;
        }

        @Override
        protected Activity updateGradInput(Activity input, Activity target) {
            return input;
        }
    }

    private static final String PROBE = Probe.class.getName();
    private static final String BOX = Box.class.getName();
    private static final String LOSS = Loss.class.getName();

    private static ModuleSpec spec(String json) {
        return ModuleSpec.parse(json.replace('\'', '"')
                .replace("Probe", PROBE)
                .replace("Box", BOX)
                .replace("Loss", LOSS));
    }

    private static Probe probe(String json) {
        return assertInstanceOf(Probe.class, spec(json).build());
    }

    private static String failure(String json) {
        RuntimeException failure =
                assertThrows(RuntimeException.class, () -> spec(json).build());
        assertAll(
                () -> assertTrue(
                        failure instanceof IllegalArgumentException || failure instanceof UnsupportedOperationException,
                        failure::toString),
                () -> assertFalse(failure.getMessage().contains("\n"), failure::getMessage));
        return failure.getMessage();
    }

    @Nested
    class Constructors {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                []                                                | []
                [4]                                               | [int, 4]
                [4.0]                                             | [int, 4]
                [0.5]                                             | [double, 0.5]
                ['inf']                                           | [double, Infinity]
                [1, 2, true]                                      | [nullable, 1, 2, true]
                [1, null, true]                                   | [nullable, 1, null, true]
                [4, null, null]                                   | [int, 4]
                [{'nn':'Loss','args':[2]}]                        | [criterion, nn.Loss]
                [{'nn':'Probe'}, 7]                               | [number, nn.Probe, 7]
                [{'nn':'Probe'}, {'table':[2, {'table':[3]}]}]    | [list, nn.Probe, [2, [3]]]
                [{'nn':'Probe'}, [2, null]]                       | [list, nn.Probe, [2, null]]
                """, quoteCharacter = '"')
        void theOneThatTakesTheArgumentsIsCalled(String args, String expected) {
            assertEquals(
                    expected,
                    probe("{'nn':'Probe','args':" + args + "}").arguments.toString());
        }

        @Test
        void storagesAreArrays() {
            Probe made = probe("{'nn':'Probe','args':[{'nn':'Probe'},{'longStorage':[2,4]}]}");
            assertEquals("storage", made.arguments.get(0));
            assertArrayEquals(new long[] {2, 4}, (long[]) made.arguments.get(2));
        }

        @Test
        void sizesThatTorchListsOneByOneAreGathered() {
            Probe made = probe("{'nn':'Probe','args':['reshape',2,3,4,false]}");
            assertArrayEquals(new long[] {2, 3, 4}, (long[]) made.arguments.get(2));
            assertEquals(false, made.arguments.get(3));
            assertNull(probe("{'nn':'Probe','args':['view',2]}").arguments.get(3));
        }

        @Test
        void tensorsKeepTypeSizeAndElements() {
            Probe made = probe("{'nn':'Probe','args':[{'type':'long','size':[2,1],'data':[9007199254740993,-2]}]}");
            Tensor weights = (Tensor) made.arguments.get(1);
            assertEquals(ElementType.LONG, weights.elementType());
            assertArrayEquals(new long[] {2, 1}, weights.size());
            assertArrayEquals(new long[] {9007199254740993L, -2}, weights.toLongArray());
        }

        @Test
        void listsOfNumbersAndTensorsAreTables() {
            Probe made = probe("{'nn':'Probe','args':[[{'type':'float','size':[2],'data':[1,'nan']}, 3]]}");
            assertEquals("{[2], [1]}", ((Table) made.arguments.get(1)).describe());
        }

        @Test
        void eachBuildMakesNewTensors() {
            ModuleSpec spec = spec("{'nn':'Probe','args':[{'type':'double','size':[1],'data':[1]}]}");
            Tensor first = (Tensor) ((Probe) spec.build()).arguments.get(1);
            first.put(5, 1);
            Tensor second = (Tensor) ((Probe) spec.build()).arguments.get(1);
            assertNotSame(first, second);
            assertEquals(1, second.item());
        }

        @Test
        void whatTheyThrowComesThrough() {
            assertEquals("Linear: expected positive sizes, got 0 and 3", failure("{'nn':'Linear','args':[0,3]}"));
        }
    }

    @Nested
    class Keys {
        @Test
        void callsAndOptionsAreMadeUnderTorchsNames() {
            Probe made = probe("{'nn':'Probe','calls':[['maskZero',2],['float']],'set':{'batchfirst':true}}");
            assertEquals(2, made.masks);
            assertTrue(made.batchFirst);
            assertEquals(ElementType.FLOAT, made.elementType());
        }

        @Test
        void staticSettingsHoldForTheConstructorOnly() {
            assertTrue(probe("{'nn':'Probe','static':{'fancy':true}}").wasFancy);
            assertFalse(Probe.isFancy());
            failure("{'nn':'Probe','static':{'fancy':true},'args':['x']}");
            assertFalse(Probe.isFancy());
        }

        @Test
        void addedModulesComeInOrder() {
            Module box = spec("{'nn':'Box','add':[{'nn':'Probe','args':[1]},{'nn':'Box'}]}")
                    .build();
            assertEquals(
                    List.of("nn.Probe", "nn.Box"),
                    box.modules().stream().map(Object::toString).toList());
        }

        @Test
        void criterionsAreBuiltApart() {
            assertEquals(0.5, ((Loss) spec("{'nn':'Loss','args':[0.5]}").buildCriterion()).weight);
            assertEquals(
                    "ModuleSpec: expected a module, got the criterion nn." + LOSS, failure("{'nn':'Loss','args':[1]}"));
        }
    }

    @Nested
    class RoundTrip {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'nn':'Probe'}",
                    "{'nn':'Probe','args':[0.5]}",
                    "{'nn':'Probe','args':[1,null,true]}",
                    "{'nn':'Probe','args':[{'nn':'Loss','args':[0.5]}]}",
                    "{'nn':'Probe','args':['view',{'longStorage':[2,3]}]}",
                    "{'nn':'Probe','args':[{'type':'float','size':[2],'data':[0.10000000149011612,'-inf']}]}",
                    "{'nn':'Probe','args':[{'nn':'Probe'},{'table':[2,{'table':[3,4]}]}],'calls':[['maskZero',1]]}",
                    "{'nn':'Probe','static':{'fancy':true}}",
                    "{'nn':'Box','add':[{'nn':'Probe','args':[1]},{'nn':'Box','add':[{'nn':'Probe'}]}]}",
                })
        void aModuleIsDescribedAsItWasMade(String json) {
            ModuleSpec spec = spec(json);
            ModuleSpec described = ModuleSpec.of(spec.build());
            assertEquals(spec.toJson(), described.toJson().replace(",null]", "]"));
            assertEquals(described, ModuleSpec.parse(described.toJson()));
            assertEquals(described.toJson(), ModuleSpec.of(described.build()).toJson());
        }

        @Test
        void allKeysAreWrittenAsTheyWereRead() {
            String json = "{'nn':'Box','args':[1,-0.25,'a',true,null,{'table':[]},{'longStorage':[]}],'static':{'a':1},"
                    + "'add':[{'nn':'Box'}],'calls':[['b',{'nn':'Box'}],['c']],'set':{'d':null,'e':'inf'}}";
            assertEquals(json.replace('\'', '"').replace("Box", BOX), spec(json).toJson());
            assertNotEquals(spec("{'nn':'Box'}"), spec(json));
        }

        @Test
        void ourOwnModulesGoByTheirTorchName() {
            assertEquals(
                    "Linear", ModuleClasses.nameOf(ModuleClasses.find("Linear").orElseThrow()));
        }
    }

    @Nested
    class Errors {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                {'nn':'Nowhere'}                   | ModuleSpec: nn.Nowhere does not exist (yet)
                {'nn':'java.lang.Thread'}          | ModuleSpec: nn.java.lang.Thread does not exist (yet)
                {'nn':'../Linear'}                 | ModuleSpec: nn.../Linear does not exist (yet)
                {'nn':'Linear','arg':[1]}          | ModuleSpec: nn.Linear: unknown key "arg", expected some of [add, args, calls, graph, nn, set, static]
                {'nn':'Linear','args':4}           | ModuleSpec: nn.Linear.args: expected a list, got 4
                {'nn':'Linear','add':[4]}          | ModuleSpec: nn.Linear.add: expected specs, got 4
                {'nn':'Linear','calls':[[4]]}      | ModuleSpec: nn.Linear.calls: expected lists of a method name and arguments, got [4]
                {'nn':'Linear','set':[4]}          | ModuleSpec: nn.Linear.set: expected an object of names and values, got [4]
                {'args':[]}                        | ModuleSpec: expected an object with "nn" and the name of a module, got {"args":[]}
                {'nn':'Linear','args':['x']}       | ModuleSpec: Linear: no constructor takes Linear("x"); there is Linear(int, int), Linear(int, int, boolean)
                {'nn':'Linear','args':[1.5,2]}     | ModuleSpec: Linear: no constructor takes Linear(1.5, 2); there is Linear(int, int), Linear(int, int, boolean)
                {'nn':'Linear','args':[1e300,2]}   | ModuleSpec: Linear: no constructor takes Linear(1.0E300, 2); there is Linear(int, int), Linear(int, int, boolean)
                {'nn':'Linear','args':[[{'nn':'Box','add':[{'nn':'Box'}]}],4]} | ModuleSpec: Linear: no constructor takes Linear({nn.Box}, 4); there is Linear(int, int), Linear(int, int, boolean)
                {'nn':'Probe','calls':[['foo',1]]} | ModuleSpec: Probe: there is no public method foo for (1)
                {'nn':'Probe','calls':[['wait']]}  | ModuleSpec: Probe: there is no public method wait for ()
                {'nn':'Probe','static':{'x':1}}    | ModuleSpec: Probe: there is no public setting x for ()
                {'nn':'Probe','set':{'x':1}}       | ModuleSpec: Probe: there is no public option x for (1)
                {'nn':'Probe','add':[{'nn':'Box'}]}| ModuleSpec: nn.Probe: expected a container for "add"; give it modules through "calls"
                {'nn':'Box','args':[{'a':1}]}      | ModuleSpec: nn.Box.args[1]: expected a spec, a tensor, a table or a longStorage, got an object with the keys [a]
                {'nn':'Box','args':[{'type':'double','size':[3],'data':[1,2]}]}    | ModuleSpec: nn.Box.args[1]: expected positive sizes and as many numbers, got [3] and 2 numbers
                {'nn':'Box','args':[{'type':'double','size':[-1,-2],'data':[1,2]}]}| ModuleSpec: nn.Box.args[1].size: expected a list of whole numbers, got [-1,-2]
                {'nn':'Box','args':[{'type':'double','size':[1],'data':['x']}]}    | ModuleSpec: nn.Box.args[1].data[1]: expected a number, got "x"
                {'nn':'Box','args':[{'type':'triple','size':[1],'data':[1]}]}      | ElementType: expected a Torch type such as torch.FloatTensor, got triple
                """)
        void sayWhatIsWrong(String json, String message) {
            assertEquals(message, failure(json).replace(PROBE, "Probe").replace(BOX, "Box"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "[]", "3", "null", "{'nn':'Box'} x", "{'nn':'Box','nn':'Box'}"})
        void textThatIsNoSpecIsRefused(String json) {
            assertTrue(failure(json).startsWith("ModuleSpec: "), () -> failure(json));
        }
    }
}
