package org.rnn4j.facade;

import org.rnn4j.facade.layer.container.Bottle;
import org.rnn4j.facade.layer.container.Concat;
import org.rnn4j.facade.layer.container.Parallel;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.stochastic.Dropout;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.CDivTable;
import org.rnn4j.facade.layer.table.CMaxTable;
import org.rnn4j.facade.layer.table.CMinTable;
import org.rnn4j.facade.layer.table.CMulTable;
import org.rnn4j.facade.layer.table.CSubTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.FlattenTable;
import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.layer.table.MapTable;
import org.rnn4j.facade.layer.table.MixtureTable;
import org.rnn4j.facade.layer.table.NarrowTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.table.ReverseTable;
import org.rnn4j.facade.layer.table.SelectTable;
import org.rnn4j.facade.layer.table.SplitTable;
import org.rnn4j.facade.layer.table.ZipTable;
import org.rnn4j.facade.module.Module;

/** Containers, tables and modules that draw random numbers of {@link nn}. */
abstract class TableDoor extends TransferDoor {
    /** Makes a {@link Bottle}. */
    public static Bottle Bottle(Module module) {
        return new Bottle(module);
    }

    /** Makes a {@link Bottle}. */
    public static Bottle Bottle(Module module, int nInputDim) {
        return new Bottle(module, nInputDim);
    }

    /** Makes a {@link Bottle}. */
    public static Bottle Bottle(Module module, int nInputDim, int nOutputDim) {
        return new Bottle(module, nInputDim, nOutputDim);
    }

    /** Makes a {@link CAddTable}. */
    public static CAddTable CAddTable() {
        return new CAddTable();
    }

    /** Makes a {@link CAddTable}. */
    public static CAddTable CAddTable(boolean inPlace) {
        return new CAddTable(inPlace);
    }

    /** Makes a {@link CDivTable}. */
    public static CDivTable CDivTable() {
        return new CDivTable();
    }

    /** Makes a {@link CMaxTable}. */
    public static CMaxTable CMaxTable() {
        return new CMaxTable();
    }

    /** Makes a {@link CMinTable}. */
    public static CMinTable CMinTable() {
        return new CMinTable();
    }

    /** Makes a {@link CMulTable}. */
    public static CMulTable CMulTable() {
        return new CMulTable();
    }

    /** Makes a {@link Concat}. */
    public static Concat Concat(int dimension) {
        return new Concat(dimension);
    }

    /** Makes a {@link ConcatTable}. */
    public static ConcatTable ConcatTable() {
        return new ConcatTable();
    }

    /** Makes a {@link CSubTable}. */
    public static CSubTable CSubTable() {
        return new CSubTable();
    }

    /** Makes a {@link Dropout}. */
    public static Dropout Dropout() {
        return new Dropout();
    }

    /** Makes a {@link Dropout}. */
    public static Dropout Dropout(double p) {
        return new Dropout(p);
    }

    /** Makes a {@link Dropout}. */
    public static Dropout Dropout(double p, boolean v1) {
        return new Dropout(p, v1);
    }

    /** Makes a {@link Dropout}. */
    public static Dropout Dropout(double p, boolean v1, boolean inPlace) {
        return new Dropout(p, v1, inPlace);
    }

    /** Makes a {@link Dropout}. */
    public static Dropout Dropout(double p, boolean v1, boolean inPlace, boolean lazy) {
        return new Dropout(p, v1, inPlace, lazy);
    }

    /** Makes a {@link Dropout}. */
    public static Dropout Dropout(double p, boolean v1, boolean inPlace, boolean lazy, boolean mono) {
        return new Dropout(p, v1, inPlace, lazy, mono);
    }

    /** Makes a {@link FlattenTable}. */
    public static FlattenTable FlattenTable() {
        return new FlattenTable();
    }

    /** Makes a {@link JoinTable}. */
    public static JoinTable JoinTable(int dimension) {
        return new JoinTable(dimension);
    }

    /** Makes a {@link JoinTable}. */
    public static JoinTable JoinTable(int dimension, int nInputDims) {
        return new JoinTable(dimension, nInputDims);
    }

    /** Makes a {@link MapTable}. */
    public static MapTable MapTable() {
        return new MapTable();
    }

    /** Makes a {@link MapTable}. */
    public static MapTable MapTable(Module module) {
        return new MapTable(module);
    }

    /** Makes a {@link MapTable}. */
    public static MapTable MapTable(Module module, boolean shared) {
        return new MapTable(module, shared);
    }

    /** Makes a {@link MixtureTable}. */
    public static MixtureTable MixtureTable() {
        return new MixtureTable();
    }

    /** Makes a {@link MixtureTable}. */
    public static MixtureTable MixtureTable(int dimension) {
        return new MixtureTable(dimension);
    }

    /** Makes a {@link NarrowTable}. */
    public static NarrowTable NarrowTable(int offset) {
        return new NarrowTable(offset);
    }

    /** Makes a {@link NarrowTable}. */
    public static NarrowTable NarrowTable(int offset, int length) {
        return new NarrowTable(offset, length);
    }

    /** Makes a {@link Parallel}. */
    public static Parallel Parallel(int inputDimension, int outputDimension) {
        return new Parallel(inputDimension, outputDimension);
    }

    /** Makes a {@link ParallelTable}. */
    public static ParallelTable ParallelTable() {
        return new ParallelTable();
    }

    /** Makes a {@link ReverseTable}. */
    public static ReverseTable ReverseTable() {
        return new ReverseTable();
    }

    /** Makes a {@link SelectTable}. */
    public static SelectTable SelectTable(int index) {
        return new SelectTable(index);
    }

    /** Makes a {@link Sequential}. */
    public static Sequential Sequential() {
        return new Sequential();
    }

    /** Makes a {@link SplitTable}. */
    public static SplitTable SplitTable(int dimension) {
        return new SplitTable(dimension);
    }

    /** Makes a {@link SplitTable}. */
    public static SplitTable SplitTable(int dimension, int nInputDims) {
        return new SplitTable(dimension, nInputDims);
    }

    /** Makes a {@link ZipTable}. */
    public static ZipTable ZipTable() {
        return new ZipTable();
    }
}
