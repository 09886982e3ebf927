package vn.lienvien.demo;

/** A person who may log in at one hospital's gateway; the password is the generated one. */
record Account(Hospital hospital, String username, String password) {}
