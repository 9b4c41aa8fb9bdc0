// Nothing here yet, and what to do about it.
StateMessage {
}
