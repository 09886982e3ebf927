/** The evidence of the lines under test. */
package vn.lienvien.evidence;
