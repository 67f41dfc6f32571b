/**
 * A part of the graph that code makes as well as the planner, such as an amount. Its fields stand under their own names;
 * what the planner reads stands under response keys.
 */
export abstract class Computed {}
