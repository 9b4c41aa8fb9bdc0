"""The commands of `clienteling-headoffice`: one module each, loaded when asked for."""
