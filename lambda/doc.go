// Package lambda carries core over AWS Lambda Function URLs.
package lambda
