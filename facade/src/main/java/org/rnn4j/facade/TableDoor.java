package org.rnn4j.facade;

import org.jspecify.annotations.NullMarked;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.CMulTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.ParallelTable;

/** Containers, tables and modules that draw random numbers of {@link nn}. */
@NullMarked
abstract class TableDoor extends TransferDoor {
    /** Makes a {@link CAddTable}. */
    public static CAddTable CAddTable() {
        return new CAddTable();
    }

    /** Makes a {@link CAddTable}. */
    public static CAddTable CAddTable(boolean inPlace) {
        return new CAddTable(inPlace);
    }

    /** Makes a {@link CMulTable}. */
    public static CMulTable CMulTable() {
        return new CMulTable();
    }

    /** Makes a {@link ConcatTable}. */
    public static ConcatTable ConcatTable() {
        return new ConcatTable();
    }

    /** Makes a {@link ParallelTable}. */
    public static ParallelTable ParallelTable() {
        return new ParallelTable();
    }

    /** Makes a {@link Sequential}. */
    public static Sequential Sequential() {
        return new Sequential();
    }
}
